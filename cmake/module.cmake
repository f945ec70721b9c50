# portsim_module(FOLDER [USES TARGET_OR_FOLDER…] [PRIVATELY TARGET…])
# makes one library of the sources in FOLDER, named like the folder with "-" for "/" (models/os -> models-os).
# A folder without a .cpp becomes a header-only library. main.cpp belongs to the program, not to the library.
function(portsim_module folder)
  cmake_parse_arguments(module "" "" "USES;PRIVATELY" ${ARGN})
  string(REPLACE "/" "-" name ${folder})
  list(TRANSFORM module_USES REPLACE "^(models|sim)/" "\\1-")

  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC portsim-compiler ${module_USES} PRIVATE ${module_PRIVATELY})
    portsim_precompile(${name} library)
    if(PORTSIM_FUZZ AND folder MATCHES "^(models/|sim/scenario$)")  # what the loader reaches
      target_compile_options(${name} PRIVATE ${coverage_for_fuzzing})
    endif()
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE portsim-compiler ${module_USES})
  endif()
endfunction()
