# Adds the library `embedded_policy`: what is in policies/, as constant arrays.
set(sources default.json schema.json packs/self-protection.json packs/secrets.json
  packs/unknown.json packs/governance.json packs/destructive-commands.json packs/injection.json
  packs/lockfiles.json packs/coordination.json packs/one-branch.json)
list(TRANSFORM sources PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
set(generated ${PROJECT_BINARY_DIR}/generated/policies)
file(MAKE_DIRECTORY ${generated})

add_custom_command(
  OUTPUT ${generated}/embedded_images.cpp ${generated}/embedded_texts.cpp
  COMMAND policyc ${generated}/embedded_images.cpp ${generated}/embedded_texts.cpp
    ${CMAKE_CURRENT_SOURCE_DIR} ${sources}
  DEPENDS policyc ${sources}
  COMMENT "Compiling the default policy"
  VERBATIM)
add_library(embedded_policy STATIC
  ${generated}/embedded_images.cpp ${generated}/embedded_texts.cpp)
target_link_libraries(embedded_policy PRIVATE house_rules)
