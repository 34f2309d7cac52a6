/** What administrators decide for the whole installation. */
package org.openpo.domain.setting;
