/** Figures over many purchase orders and invoices, summed up by the database and never across currencies. */
package org.openpo.ejb.report;
