/** What happens once when OpenPO starts: settings, schema, first administrator. */
package org.openpo.ejb.startup;
