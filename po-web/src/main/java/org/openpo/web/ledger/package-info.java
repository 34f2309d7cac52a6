/** The ledger check's page and figures of the past. */
package org.openpo.web.ledger;
