/** Requests that may come twice. */
package org.openpo.domain.request;
