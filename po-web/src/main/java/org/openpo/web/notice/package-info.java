/** Notifications in pages: what was sent and waits, the rules, what each contact of a purchase order hears; and what readers of mails reach without signing in. */
package org.openpo.web.notice;
