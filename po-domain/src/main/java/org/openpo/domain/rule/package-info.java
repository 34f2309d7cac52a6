/** How a broken business rule is said: codes and arguments, never text. */
package org.openpo.domain.rule;
