/** The queue of exceptions: who takes care of which, and the ways out. */
package org.openpo.ejb.queue;
