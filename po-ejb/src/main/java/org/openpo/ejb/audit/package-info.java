/** The audit trail: written in the changing transaction. */
package org.openpo.ejb.audit;
