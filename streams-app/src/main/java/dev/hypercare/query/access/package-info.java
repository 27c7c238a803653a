/** Who asks and what they may: TLS, tokens, roles, tenants, and what instances prove to each other. Knows nothing of questions and answers. */
@org.jspecify.annotations.NullMarked
package dev.hypercare.query.access;
