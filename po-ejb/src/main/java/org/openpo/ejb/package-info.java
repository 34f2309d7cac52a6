/**
 * Transactions, security, time and I/O: thin session beans around the domain.
 */
package org.openpo.ejb;
