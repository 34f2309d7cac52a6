/** The clock, injected wherever time matters, and what timers have in common. */
package org.openpo.ejb.time;
