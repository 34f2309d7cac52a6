/**
 * Tests on the shipped archive: {@code *ContainerIT} run inside the server (Arquillian), all other {@code *IT} talk to
 * it over HTTP.
 */
package org.openpo.it;
