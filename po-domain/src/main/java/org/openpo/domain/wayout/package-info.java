/** The ways out of an exception: what would have to change for an invoice to be matched. */
package org.openpo.domain.wayout;
