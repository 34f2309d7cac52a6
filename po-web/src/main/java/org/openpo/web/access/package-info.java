/** Who is asking: sign-in, the identity kept in the session, HTTP Basic for the API, and the user's own settings. */
package org.openpo.web.access;
