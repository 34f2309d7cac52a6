/** The exchange rates that administrators keep. */
package org.openpo.ejb.rate;
