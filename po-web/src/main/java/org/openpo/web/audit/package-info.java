/** The page of the audit trail. */
package org.openpo.web.audit;
