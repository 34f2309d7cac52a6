/** The record of every change. */
package org.openpo.domain.audit;
