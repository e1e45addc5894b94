/* Arithmetic of the fitting that is the same everywhere. */
#ifndef MODEL_TRAIN_H
#define MODEL_TRAIN_H

/* e to the power of x, for x <= 0; the logarithm of x in (0, 1]. */
double train_exp(double x);
double train_log(double x);

#endif
