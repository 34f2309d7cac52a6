/** Writing allocations, and repeating transactions that lost against others. */
package org.openpo.ejb.ledger;
