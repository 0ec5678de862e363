package dev.chancery.spec.oidc.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs a test class twice: for the plan `basic`, and for `formpost-basic`, which has the same modules.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "response_mode=\"{0}\"")
@ValueSource(strings = {RelyingParty.QUERY, RelyingParty.FORM_POST})
@interface InEachResponseMode {}
