/** Rules of the reports: how committed amounts fall on months, and which age is which bucket. */
package org.openpo.domain.report;
