/** The JSON library, as everything that reads or writes JSON uses it. */
package org.openpo.ejb.json;
