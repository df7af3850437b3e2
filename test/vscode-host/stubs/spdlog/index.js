// Stands in for the native logger, so that nothing has to be compiled: appends lines to the log file.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

class Logger {
  constructor(name, file) {
    this.name = name;
    this.file = file;
    this.level = levels.indexOf('info');
    mkdirSync(dirname(file), { recursive: true });
  }
  setLevel(level) {
    this.level = level;
  }
  getLevel() {
    return this.level;
  }
  clearFormatters() {}
  setPattern() {}
  flush() {}
  drop() {}
}

levels.forEach((name, level) => {
  Logger.prototype[name] = function (message) {
    if (level < this.level) return;
    try {
      appendFileSync(this.file, `${new Date().toISOString()} [${name}] ${message}\n`);
    } catch {
      // A log whose folder has been removed is of no use to anyone.
    }
  };
});

const createLogger = async (name, file) => new Logger(name, file);

// One by one, so that `import()` sees them as named exports.
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
