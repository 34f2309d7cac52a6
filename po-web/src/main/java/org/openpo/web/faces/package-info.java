/** What OpenPO adds to Faces itself: stylesheets in layers, errors as sentences, converters. */
package org.openpo.web.faces;
