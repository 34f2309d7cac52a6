/** The pages of imports: upload, progress, result and row errors. */
package org.openpo.web.inbound;
