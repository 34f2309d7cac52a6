/** Attribute converters of the persistence unit; nothing else. */
package org.openpo.domain.jpa;
