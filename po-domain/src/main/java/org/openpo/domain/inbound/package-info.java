/** Import jobs: which file came in, and what became of each row. */
package org.openpo.domain.inbound;
