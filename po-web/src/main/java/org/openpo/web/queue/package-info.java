/** The page of the exceptions. */
package org.openpo.web.queue;
