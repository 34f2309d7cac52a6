/**
 * The rules of purchase orders as entities, value objects and pure functions.
 * Knows no container, no clock and no I/O.
 */
package org.openpo.domain;
