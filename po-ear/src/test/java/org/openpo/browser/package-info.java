/** Tests in a real browser, against the shipped archive: page objects, and the sessions that drive them. */
package org.openpo.browser;
