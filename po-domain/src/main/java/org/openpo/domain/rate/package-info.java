/** The exchange rates that administrators keep. */
package org.openpo.domain.rate;
