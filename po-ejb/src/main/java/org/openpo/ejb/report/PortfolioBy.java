package org.openpo.ejb.report;

/** By what a portfolio is grouped. */
public enum PortfolioBy { SELLER, TAG, MONTH }
