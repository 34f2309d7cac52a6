/** Lists as files for spreadsheets: one description of the columns, written as CSV or as a workbook, part by part. */
package org.openpo.ejb.export;
