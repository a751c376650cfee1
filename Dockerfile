# One image for every part: docker run plumbline sink --help
# Built and run without root; the tests stay outside (./mvnw verify).
FROM eclipse-temurin:17.0.16_8-jdk-noble AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -ntp -pl cli -am package -DskipTests -Dspotless.check.skip

FROM eclipse-temurin:17.0.16_8-jre-noble
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/plumbline plumbline
COPY --from=build /src/cli/target/app /opt/plumbline
USER 10001
WORKDIR /var/lib/plumbline
# The heap follows the container's memory; an overfull one ends the process, and the restart policy begins anew.
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"
ENTRYPOINT ["java", "-jar", "/opt/plumbline/plumbline-app.jar"]
CMD ["--help"]
