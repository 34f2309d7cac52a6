/** Documents of purchase orders: taking in, handing out, removing. */
package org.openpo.ejb.document;
