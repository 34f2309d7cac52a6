/** When a purchase order will be used up, from what it was billed so far: pure functions. */
package org.openpo.domain.forecast;
