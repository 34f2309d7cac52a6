package org.openpo.web;

import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;

/** The house rules that a compiler does not know: one direction, no server's classes, no hidden clock, beans without persistence. */
@AnalyzeClasses(packages = "org.openpo", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule DOMAIN_KNOWS_NOBODY = noClasses().that().resideInAPackage("org.openpo.domain..")
            .should().dependOnClassesThat().resideInAnyPackage("org.openpo.ejb..", "org.openpo.web..");

    @ArchTest
    static final ArchRule DOMAIN_NEEDS_NO_CONTAINER = noClasses().that().resideInAPackage("org.openpo.domain..")
            .should().dependOnClassesThat().resideOutsideOfPackages("org.openpo.domain..", "java..", "jakarta.persistence..", "jakarta.validation..");

    @ArchTest
    static final ArchRule SERVICES_KNOW_NO_PAGES = noClasses().that().resideInAPackage("org.openpo.ejb..")
            .should().dependOnClassesThat().resideInAPackage("org.openpo.web..");

    @ArchTest
    static final ArchRule NO_SERVER_CLASSES = noClasses().should().dependOnClassesThat().resideInAnyPackage(
            "org.jboss..", "org.wildfly..", "fish.payara..", "org.glassfish..", "com.sun.faces..", "com.sun.enterprise..", "org.hibernate..",
            "io.undertow..", "org.apache.catalina..");

    @ArchTest
    static final ArchRule PAGES_DO_NOT_PERSIST = noClasses().that().resideInAPackage("org.openpo.web..")
            .should().dependOnClassesThat().areAssignableTo(EntityManager.class).orShould().dependOnClassesThat().areAssignableTo(Query.class);

    @ArchTest
    static final ArchRule PAGES_SEE_RECORDS_NOT_ENTITIES = noClasses().that().resideInAPackage("org.openpo.web..")
            .should().dependOnClassesThat().areAnnotatedWith(Entity.class);

    @ArchTest
    static final ArchRule NO_HIDDEN_CLOCK = noClasses()
            .should().callMethod(Instant.class, "now").orShould().callMethod(LocalDate.class, "now").orShould().callMethod(LocalDateTime.class, "now")
            .orShould().callMethod(YearMonth.class, "now").orShould().callMethod(ZonedDateTime.class, "now")
            .orShould().callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule ONE_SYSTEM_CLOCK = noClasses().that().resideOutsideOfPackage("org.openpo.ejb.time..")
            .should().callMethod(Clock.class, "systemUTC").orShould().callMethod(Clock.class, "systemDefaultZone");

    /** Two thirds of the time of a large answer went into looking the library up. */
    @ArchTest
    static final ArchRule ONE_JSON_LIBRARY = noClasses().should().dependOnClassesThat().haveFullyQualifiedName("jakarta.json.Json");

    /** What a bean offers to others is public, else WildFly refuses the call; no other container says so before. */
    @ArchTest
    static final ArchRule BUSINESS_METHODS_ARE_PUBLIC = methods().that().areDeclaredInClassesThat(
            annotatedWith(Stateless.class).or(annotatedWith(Singleton.class))).and().areNotStatic().and().areNotPublic().and().areNotPrivate()
            .should(new ArchCondition<>("not be called by other classes") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    method.getCallsOfSelf().stream().filter(call -> !top(call.getOriginOwner()).equals(method.getOwner()))
                            .forEach(call -> events.add(SimpleConditionEvent.violated(method, call.getDescription())));
                }

                private JavaClass top(JavaClass inner) {
                    return inner.getEnclosingClass().map(this::top).orElse(inner);
                }
            });

    /** Payara's proxy stands in another package and may not touch other types: the call fails there, and nowhere else. */
    @ArchTest
    static final ArchRule TYPES_OF_BUSINESS_METHODS_ARE_PUBLIC = methods().that().areDeclaredInClassesThat(
            annotatedWith(Stateless.class).or(annotatedWith(Singleton.class))).and().areNotStatic().and().arePublic()
            .should(new ArchCondition<>("take and return public types") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream()).map(JavaClass::getBaseComponentType)
                            .filter(type -> !isPublic(type)).forEach(type -> events.add(SimpleConditionEvent.violated(method, method.getFullName() + ": " + type.getName())));
                }

                private boolean isPublic(JavaClass type) {
                    return type.isPrimitive() || type.getModifiers().contains(JavaModifier.PUBLIC) && type.getEnclosingClass().map(this::isPublic).orElse(true);
                }
            });

    /** Payara finds a bean's callbacks by their names alone. */
    @ArchTest
    static final ArchRule CALLBACKS_ARE_NOT_OVERLOADED = methods().that().areAnnotatedWith(PostConstruct.class).or().areAnnotatedWith(PreDestroy.class)
            .or().areAnnotatedWith(Schedule.class).should(new ArchCondition<>("be the only one of its name") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    if (method.getOwner().getMethods().stream().filter(m -> m.getName().equals(method.getName())).count() > 1) {
                        events.add(SimpleConditionEvent.violated(method, method.getFullName() + " is overloaded"));
                    }
                }
            });

    /** A rule about classes that are not there is no rule. */
    @Test
    void seesAllModules() {
        JavaClasses classes = new ClassFileImporter().importPackages("org.openpo");
        for (String module : List.of("org.openpo.domain.order", "org.openpo.ejb.order", "org.openpo.web.access")) {
            org.assertj.core.api.Assertions.assertThat(classes.containPackage(module)).as(module).isTrue();
        }
    }
}
