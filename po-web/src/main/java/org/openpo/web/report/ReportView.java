package org.openpo.web.report;

/** A report, which is a tab of the page. */
public enum ReportView { PORTFOLIO, COMMITTED_BILLED, AGEING }
