// The built program, started as a user would start it, with its three streams where a test wants them.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include <sys/types.h>

namespace portsim {

// Where an output of the program goes.
enum class Sink {
  captured,
  terminal,     // captured as well, but the program sees a terminal
  closed,       // the program starts without the stream
  full_disk,    // nothing can be written
  reader_gone,  // a pipe that nobody reads any more, as after `| head`
};

struct Start {
  std::vector<std::string> arguments;
  std::string input = "";
  Sink out = Sink::captured;
  Sink err = Sink::captured;
  std::vector<std::string> environment = {};  // "NO_COLOR=1"; else only TERM is set
};

struct Outcome {
  int exit_code = -1;  // -1: ended by a signal
  std::string out;
  std::string err;
};

class Program {
 public:
  explicit Program(const Start&);
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void wait_until_it_catches(int signal) const;
  void send(int signal) const;
  Outcome wait();

 private:
  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  using File = std::unique_ptr<std::FILE, CloseFile>;

  struct Stream {
    File program_side;  // none: closed
    File test_side;     // none: the same
  };

  static Stream stream_to(Sink);
  static std::string text_of(const Stream&);

  Stream in_;
  Stream out_;
  Stream err_;
  pid_t pid_ = -1;
};

Outcome run(const Start&);

}  // namespace portsim
