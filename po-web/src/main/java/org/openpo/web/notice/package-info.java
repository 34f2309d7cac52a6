/** What readers of mails reach without signing in. */
package org.openpo.web.notice;
