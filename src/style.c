#include "style.h"

enum style
style_of_class(unsigned class)
{
	switch (class) {
	case 2:
		return STYLE_SUCCESS;
	case 3:
		return STYLE_GOING_ON;
	case 4:
		return STYLE_TEMPORARY;
	case 5:
		return STYLE_PERMANENT;
	default:
		return STYLE_TEXT;
	}
}
