/**
 * Starts OpenPO on a server of its own: what {@code mvn -Prun} does, and what the tests on the shipped archive stand on.
 * Nothing of this goes into the EAR.
 */
package org.openpo.run;
