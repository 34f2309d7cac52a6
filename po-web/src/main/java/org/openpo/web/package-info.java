/** Faces pages and their beans, REST resources, sign-in and languages. Every rule and every transaction is in po-ejb or po-domain. */
package org.openpo.web;
