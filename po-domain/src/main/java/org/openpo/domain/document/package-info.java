/** Documents that people attach to purchase orders. */
package org.openpo.domain.document;
