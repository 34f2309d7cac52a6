/** The clock, injected wherever time matters. */
package org.openpo.ejb.time;
