/** Words, numbers and dates for people, in the user's language. The words themselves stand in the bundles. */
package org.openpo.web.i18n;
