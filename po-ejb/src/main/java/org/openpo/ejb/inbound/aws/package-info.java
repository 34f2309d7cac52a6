/** The AWS Invoicing API, by the AWS SDK for Java: the only package that knows it. Plain Java, no database. */
package org.openpo.ejb.inbound.aws;
