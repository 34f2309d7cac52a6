/** A made-up portfolio to look around in before one's own data is there. */
package org.openpo.ejb.sample;
