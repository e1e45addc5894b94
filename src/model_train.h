/* Arithmetic of the fitting that is the same everywhere. */
#ifndef MODEL_TRAIN_H
#define MODEL_TRAIN_H

/* The logarithm of x in (0, 1]. */
double train_log(double x);

#endif
