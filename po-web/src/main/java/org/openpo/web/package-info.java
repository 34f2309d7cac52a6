/**
 * Faces pages and their beans, REST resources, sign-in, languages.
 */
package org.openpo.web;
