/** What is done to every HTTP request: an id, security headers, refusing forms that are not ours. */
package org.openpo.web.request;
